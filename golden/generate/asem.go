package main

import (
	"fmt"
	"strings"
)

// This file makes the data of asem: 24 countries with 49 indicators, gaps in a
// few, and two indicators with an outlier.

const asemHeader = "uName,uCode,GDP_group,GDPpc_group,Pop_group,EurAsia_group,Time,Area,Energy,GDP,Population," +
	"LPI,Flights,Ship,Bord,Elec,Gas,ConSpeed,Cov4G,Goods,Services,FDI,PRemit,ForPort,Embs,IGOs,UNVote,CostImpEx,Tariff,TBTs,TIRcon,RTAs,Visa," +
	"StMob,Research,Pat,CultServ,CultGood,Tourist,MigStock,Lang,Renew,PrimEner,CO2,MatCon,Forest,Poverty,Palma,TertGrad,FreePress,TolMin,NGOs," +
	"CPI,FemLab,WomParl,PubDebt,PrivDebt,GDPGrow,RDExp,NEET"

// asemSpread is, for each indicator, the smallest and the largest usual value in
// tenths; amounts grow with the size of a country.
var asemSpread = map[string][2]int{
	"LPI": {24, 42}, "Cov4G": {300, 1000}, "ConSpeed": {30, 280}, "UNVote": {280, 440}, "CostImpEx": {0, 9000}, "Tariff": {0, 130}, "TIRcon": {0, 10},
	"Visa": {100, 900}, "Renew": {10, 800}, "PrimEner": {500, 2200}, "CO2": {5, 180}, "MatCon": {30, 400}, "Forest": {0, 150}, "Poverty": {0, 200},
	"Palma": {8, 25}, "TertGrad": {50, 400}, "FreePress": {80, 870}, "TolMin": {10, 90}, "CPI": {200, 890}, "FemLab": {3, 10}, "WomParl": {50, 450},
	"PubDebt": {20, 2400}, "PrivDebt": {200, 3000}, "GDPGrow": {-20, 80}, "RDExp": {1, 45}, "NEET": {20, 400},
}

func countries(d drawn) []file {
	const n = 24
	head := header(asemHeader)
	rows := [][]string{head}
	for i := range n {
		size, wealth := 1+d.IntN(100), d.IntN(100)
		place := name(i)
		cells := map[string]string{
			"uName": place, "uCode": strings.ToUpper(place[:2]) + fmt.Sprintf("%02d", i+1), "Time": "2018",
			"GDP_group": sizeGroup(size * wealth / 100), "GDPpc_group": sizeGroup(wealth), "Pop_group": sizeGroup(size), "EurAsia_group": []string{"Europe", "Asia"}[i%2],
			"Area": short(size*8000+d.IntN(50000), 0), "Energy": short(size*30+d.IntN(100)+1, 1), "GDP": short(size*(20+wealth)*10+d.IntN(1000), 1), "Population": short(size*90000+d.IntN(9000), 1),
		}
		for _, h := range head[11:] {
			cells[h] = asemValue(d, h, size, wealth, i)
		}
		rows = append(rows, record(head, cells))
	}
	return []file{{"asem/data.csv", rows}}
}

// sizeGroup is a quarter of 0 to 100, as the index calls it.
func sizeGroup(x int) string { return []string{"S", "M", "L", "XL"}[min(max(x, 0)/25, 3)] }

func asemValue(d drawn, indicator string, size, wealth, i int) string {
	if d.chance(3) {
		return ""
	}
	span, rate := asemSpread[indicator]
	if rate {
		x := span[0] + (span[1]-span[0])*min(max(wealth+d.bell(25), 0), 100)/100
		if indicator == "TIRcon" {
			x = 10 * d.IntN(2)
		}
		return short(x, 1)
	}
	x := size*(20+wealth) + d.IntN(500)
	if (indicator == "Flights" || indicator == "Pat") && i == 7 {
		x *= 60 // one that is far from all others
	}
	return short(x, 1)
}
